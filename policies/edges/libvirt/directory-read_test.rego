package bulkhead.edges.libvirt.directory_read_test

import data.bulkhead.edges.libvirt.directory_read as edge

_shared(more) := {"filesystem": object.union({"type": "mount", "source": {"dir": "/srv/data"}, "target": {"dir": "data"}}, more)}

test_writable if count(edge.deny) == 1 with input as _shared({})

test_read_only if count(edge.deny) == 1 with input as _shared({"readonly": {}})

test_no_directory if count(edge.deny) == 0 with input as {"filesystem": {"type": "ram", "source": {"usage": "1"}}}
