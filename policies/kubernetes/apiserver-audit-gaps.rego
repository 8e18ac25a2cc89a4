# METADATA
# title: The audit policy must cover what matters
# description: >-
#   The first rule of an audit policy that matches a request says whether it is written down. Where reading
#   Secrets, making tokens, running commands in pods, reaching kubelets, changing roles, bindings or admission is
#   not, an intruder leaves no trace of it. Judged for anybody who is logged in, in any namespace, on any object;
#   rules for some users or objects only may leave out what is known to be noise. It is acceptable where something
#   before the API server writes it down.
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
#     Add rules of level Metadata at the least for what is not written down, before those of level None that
#     match it.
#   frameworks:
#     cis-kubernetes-1.12: ["3.2.2"]
#     nsa: [audit-logging]
#     mitre-containers: [T1562]
#     nist-800-53r5: [au-2, au-3, au-12, "ac-6.9"]
#     bsi-app-4.4: [A11]
#     pci-dss-4.0.1: ["10.2.1", "10.2.2"]
package bulkhead.kubernetes.apiserver_audit_gaps

deny contains {
	"path": ["apiserver", "flags", "audit-policy-file"],
	"message": sprintf("does not write down %s", [concat(", ", input.facts.unaudited)]),
} if {
	count(input.facts.unaudited) > 0
}

notapplicable if not input.apiserver.flags["audit-policy-file"]
