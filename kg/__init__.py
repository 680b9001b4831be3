"""Knowledge graphs of companies, policies and technologies from Chinese industry news."""

from kg._version import __version__

__all__ = ["__version__"]
