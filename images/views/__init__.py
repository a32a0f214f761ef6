"""What the admin, and journalists, ask of photographs."""
