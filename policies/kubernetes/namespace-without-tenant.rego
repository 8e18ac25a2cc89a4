# METADATA
# title: Namespaces must say whose they are
# description: >-
#   Where several tenants share a cluster, network policies, admission policies and quotas tell their namespaces apart by
#   a label: one without it belongs to nobody, and rules that are written for tenants miss it. Which label that is only
#   the cluster's owners know: the question arises where the parameter label names it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/multi-tenancy/
#     description: Multi-tenancy
# custom:
#   severity: medium
#   subject: kubernetes/namespace
#   wall: management
#   dimension: isolation
#   remediation: >-
#     Label the namespace with its tenant.
#   parameters:
#     label:
#       type: text
#       default: ""
#       description: >-
#         The key of the label that names the tenant of a namespace, as acme.example/tenant.
#     trusted-namespaces:
#       type: texts
#       default: [kube-system, kube-public, kube-node-lease, default]
#       description: >-
#         Namespaces that belong to no tenant, as globs.
#   frameworks:
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [ac-4, cm-6]
#     bsi-app-4.4: [A1]
package bulkhead.kubernetes.namespace_without_tenant

import data.bulkhead.parameters.kubernetes.namespace_without_tenant as parameters

deny contains {
	"path": ["namespace", "metadata", "labels"],
	"message": sprintf("has no label %s: it belongs to no tenant", [parameters.label]),
} if {
	not notapplicable
	not _labelled
}

notapplicable if parameters.label == ""

notapplicable if {
	some pattern in parameters.trusted_namespaces
	glob.match(pattern, [], input.namespace.metadata.name)
}

_labelled if not input.namespace.metadata.labels[parameters.label] in {"", null}
