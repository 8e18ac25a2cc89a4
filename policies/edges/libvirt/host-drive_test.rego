package bulkhead.edges.libvirt.host_drive_test

import data.bulkhead.edges.libvirt.host_drive as edge

test_drive if {
	count(edge.deny) > 0 with input as {"disk": {"type": "block"}, "facts": {"device": "/dev/sda"}}
}

test_partition if {
	count(edge.deny) == 0 with input as {"disk": {"type": "block"}, "facts": {"device": "/dev/sda1"}}
}

test_read_only if {
	count(edge.deny) == 0 with input as {"disk": {"type": "block", "readonly": {}}, "facts": {"device": "/dev/sda"}}
}

test_image if {
	count(edge.deny) == 0 with input as {"disk": {"type": "file"}}
}
