# METADATA
# title: The API server must write down what is asked of it
# description: >-
#   Without an audit log nobody can tell who read a Secret, ran a command in a pod or changed a role. It needs a
#   place, --audit-log-path or --audit-webhook-config-file, and neither is set by default. It is acceptable where
#   something before the API server writes down every request.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
#     description: Auditing
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Set --audit-log-path or --audit-webhook-config-file, and a policy.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.16"]
#     nsa: [audit-logging]
#     mitre-containers: [T1562]
#     nist-800-53r5: [au-2, au-12]
#     bsi-app-4.4: [A11]
#     bsi-sys-1.6: [A7]
#     pci-dss-4.0.1: ["10.2.1"]
package bulkhead.kubernetes.apiserver_without_audit_log

deny contains {"path": ["apiserver", "flags", "audit-log-path"], "message": "keeps no audit log"} if {
	not input.apiserver.flags["audit-log-path"]
	not input.apiserver.flags["audit-webhook-config-file"]
}
