package bulkhead.kubernetes.apiserver_without_audit_policy_test

import data.bulkhead.kubernetes.apiserver_without_audit_policy as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["apiserver", "flags", "audit-policy-file"],
	"message": "has no audit policy, so writes nothing down",
}}

test_fail if control.deny == _denied with input as _given({"audit-log-path": "/var/log/audit.log"})

test_pass if control.deny == set() with input as _given({"audit-policy-file": "/etc/audit.yaml"})
