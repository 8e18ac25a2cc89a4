package bulkhead.kubernetes.kubelet_iptables_chains_test

import data.bulkhead.kubernetes.kubelet_iptables_chains as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{
	"path": ["kubelet", "makeIPTablesUtilChains"],
	"message": "leaves out the chains that drop packets to loopback",
	"expected": true,
}}

test_fail if control.deny == _denied with input as _given({"makeIPTablesUtilChains": false})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"makeIPTablesUtilChains": true})
