package bulkhead.edges.libvirt.physical_function_test

import data.bulkhead.edges.libvirt.physical_function as edge

test_physical if count(edge.deny) == 1 with input as {"hostdev": {"type": "pci"}, "facts": {"virtualFunctions": 2}}

test_none if count(edge.deny) == 0 with input as {"hostdev": {"type": "pci"}, "facts": {"virtualFunctions": 0}}

test_usb if edge.notapplicable with input as {"hostdev": {"type": "usb"}, "facts": {}}
