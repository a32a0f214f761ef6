"""Pictures of pages for shared links: drawn by the worker, kept in step with the pages."""
