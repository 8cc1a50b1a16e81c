"""The command line: files in, files out. Pure of Django; the engines and the sheets do the work."""
