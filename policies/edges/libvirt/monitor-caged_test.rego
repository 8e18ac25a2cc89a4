package bulkhead.edges.libvirt.monitor_caged_test

import data.bulkhead.edges.libvirt.monitor_caged as edge

test_kvm if count(edge.deny) == 1 with input as {"domain": {"type": "kvm"}}

test_container if count(edge.deny) == 0 with input as {"domain": {"type": "lxc"}}
