package bulkhead.edges.kubernetes.vm_monitor_holds_test

import data.bulkhead.edges.kubernetes.vm_monitor_holds as edge

_machine(launch) := {"virtualmachine": {"spec": {"domain": {"launchSecurity": launch}}}}

test_plain if count(edge.deny) == 1 with input as {"virtualmachine": {"spec": {"domain": {}}}}

test_sev if count(edge.deny) == 1 with input as _machine({"sev": {}})

test_snp if count(edge.deny) == 0 with input as _machine({"snp": {}})

test_tdx if count(edge.deny) == 0 with input as _machine({"tdx": {}})
