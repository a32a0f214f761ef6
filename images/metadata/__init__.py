"""What a picture's file says of itself: read when it comes in, written into every file that goes out."""

from images.metadata.fields import Metadata
from images.metadata.reading import read
from images.metadata.writing import Notice, jpeg_segments, xmp_packet

__all__ = ["Metadata", "Notice", "jpeg_segments", "read", "xmp_packet"]
