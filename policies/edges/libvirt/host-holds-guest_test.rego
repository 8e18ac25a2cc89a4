package bulkhead.edges.libvirt.host_holds_guest_test

import data.bulkhead.edges.libvirt.host_holds_guest as edge

test_plain if count(edge.deny) == 1 with input as {"domain": {"type": "kvm"}}

test_sev if count(edge.deny) == 1 with input as {"domain": {"type": "kvm", "launchSecurity": {"type": "sev"}}}

test_confidential if count(edge.deny) == 0 with input as {"domain": {"type": "kvm", "launchSecurity": {"type": "sev-snp"}}}
