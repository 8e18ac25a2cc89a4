package bulkhead.edges.kubernetes.vm_monitor_test

import data.bulkhead.edges.kubernetes.vm_monitor as edge

test_machine if count(edge.deny) == 1 with input as {"virtualmachine": {"spec": {"domain": {}}}}

test_nothing_known if count(edge.deny) == 0 with input as {"virtualmachine": {"unknown": "unread", "why": "x"}}
