# METADATA
# title: The API server must keep its audit log for a while
# description: >-
#   An audit log that is gone when the intrusion is noticed tells nothing: it should hold 30 days, ten files and
#   100 MB a file. Zero and absent bound nothing: up to Kubernetes v1.34 an absent age or number means that all is
#   kept, and v1.37's defaults are 366 days and 100 files of 100 MB. The question does not arise where the log goes
#   to standard output or nowhere. It is acceptable where the log is shipped elsewhere at once.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend
#     description: Log backend
# custom:
#   severity: low
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Set --audit-log-maxage=30, --audit-log-maxbackup=10 and --audit-log-maxsize=100, or more.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.17", "1.2.18", "1.2.19"]
#     nsa: [audit-logging]
#     nist-800-53r5: [au-11]
#     bsi-sys-1.6: [A7]
#     pci-dss-4.0.1: ["10.5.1"]
package bulkhead.kubernetes.apiserver_audit_log_retention

deny contains {
	"path": ["apiserver", "flags", flag],
	"message": sprintf("keeps fewer %s of audit logs than %d", [least.what, least.least]),
	"expected": least.least,
} if {
	not _elsewhere
	some flag, kept in _kept
	least := _least[flag]
	kept > 0
	kept < least.least
}

notapplicable if _elsewhere

_elsewhere if not input.apiserver.flags["audit-log-path"]

_elsewhere if input.apiserver.flags["audit-log-path"] == "-"

_kept["audit-log-maxage"] := input.apiserver.flags["audit-log-maxage"]

_kept["audit-log-maxbackup"] := input.apiserver.flags["audit-log-maxbackup"]

_kept["audit-log-maxsize"] := input.apiserver.flags["audit-log-maxsize"]

_least := {
	"audit-log-maxage": {"what": "days", "least": 30},
	"audit-log-maxbackup": {"what": "files", "least": 10},
	"audit-log-maxsize": {"what": "megabytes in a file", "least": 100},
}
