package bulkhead.kubernetes.apiserver_audit_log_retention_test

import data.bulkhead.kubernetes.apiserver_audit_log_retention as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flag, message, least) := {{"path": ["apiserver", "flags", flag], "message": message, "expected": least}}

_log(flags) := _given(object.union({"audit-log-path": "/var/log/audit.log"}, flags))

test_fail_age if {
	given := _log({"audit-log-maxage": 29})
	control.deny == _denied("audit-log-maxage", "keeps fewer days of audit logs than 30", 30) with input as given
}

test_fail_files if {
	given := _log({"audit-log-maxbackup": 1})
	control.deny == _denied("audit-log-maxbackup", "keeps fewer files of audit logs than 10", 10) with input as given
}

test_fail_size if {
	given := _log({"audit-log-maxsize": 99, "audit-log-maxage": 0})
	denied := _denied("audit-log-maxsize", "keeps fewer megabytes in a file of audit logs than 100", 100)
	control.deny == denied with input as given
}

test_pass if {
	control.deny == set() with input as _log({"audit-log-maxage": 30, "audit-log-maxbackup": 10, "audit-log-maxsize": 100})
}

test_absent if {
	control.deny == set() with input as _log({})
	not control.notapplicable with input as _log({})
}

test_elsewhere[flags] if {
	some flags in [{"audit-log-path": "-", "audit-log-maxage": 1}, {"audit-log-maxage": 1}]
	control.deny == set() with input as _given(flags)
	control.notapplicable with input as _given(flags)
}
