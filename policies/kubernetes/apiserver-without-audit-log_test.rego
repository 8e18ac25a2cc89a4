package bulkhead.kubernetes.apiserver_without_audit_log_test

import data.bulkhead.kubernetes.apiserver_without_audit_log as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{"path": ["apiserver", "flags", "audit-log-path"], "message": "keeps no audit log"}}

test_fail if control.deny == _denied with input as _given({"audit-policy-file": "/etc/audit.yaml"})

test_pass[flag] if {
	some flag in ["audit-log-path", "audit-webhook-config-file"]
	control.deny == set() with input as _given({flag: "/x"})
}

test_pass_to_standard_output if control.deny == set() with input as _given({"audit-log-path": "-"})
