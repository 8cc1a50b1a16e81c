"""Streets, homes, service points and candidates from files. Pure: no Django, no clock, no network.

Streets::

    network, findings = read_network(path_or_bytes)          # .osm.pbf, .osm.gz, .osm, GeoJSON, GeoPackage, Shapefile
    save_network(network, path); network = load_network(path)   # parsed once, kept as .npz
"""
