package bulkhead.edges.kubernetes.token_test

import data.bulkhead.edges.kubernetes.token as edge

test_mounted if count(edge.deny) == 1 with input as {"facts": {"serviceAccountTokenMounted": true}}

test_not_mounted if count(edge.deny) == 0 with input as {"facts": {"serviceAccountTokenMounted": false}}

test_absent if count(edge.deny) == 0 with input as {"facts": {}}
