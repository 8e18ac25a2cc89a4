package bulkhead.edges.libvirt.monitor_holds_guest_test

import data.bulkhead.edges.libvirt.monitor_holds_guest as edge

test_guest if count(edge.deny) == 1 with input as {"domain": {"type": "kvm"}}

test_nothing if count(edge.deny) == 0 with input as {"domain": {}}

test_container if count(edge.deny) == 0 with input as {"domain": {"type": "lxc"}}
