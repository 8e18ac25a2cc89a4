package bulkhead.kubernetes.apiserver_allows_everything_test

import data.bulkhead.kubernetes.apiserver_allows_everything as control

_given(modes) := {"apiserver": {"flags": {}}, "facts": {"authorizers": modes}}

_denied := {{"path": ["apiserver", "flags", "authorization-mode"], "message": "allows everything to everybody"}}

test_fail if control.deny == _denied with input as _given(["AlwaysAllow"])

test_fail_beside_others if control.deny == _denied with input as _given(["Node", "RBAC", "AlwaysAllow"])

test_pass if control.deny == set() with input as _given(["Node", "RBAC"])

test_near_miss if control.deny == set() with input as _given(["AlwaysDeny"])
