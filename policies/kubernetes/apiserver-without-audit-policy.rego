# METADATA
# title: The API server must have an audit policy
# description: >-
#   The audit policy says what is written down; without one nothing is, whatever --audit-log-path says. It is
#   acceptable where something before the API server writes down every request.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy
#     description: Audit policy
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Write a policy, at the least with level Metadata for everything, and set --audit-policy-file to it.
#   frameworks:
#     cis-kubernetes-1.12: ["3.2.1"]
#     nsa: [audit-logging]
#     mitre-containers: [T1562]
#     nist-800-53r5: [au-2, au-3, au-12]
#     bsi-app-4.4: [A11]
#     pci-dss-4.0.1: ["10.2.1", "10.2.2"]
package bulkhead.kubernetes.apiserver_without_audit_policy

deny contains {
	"path": ["apiserver", "flags", "audit-policy-file"],
	"message": "has no audit policy, so writes nothing down",
} if {
	not input.apiserver.flags["audit-policy-file"]
}
