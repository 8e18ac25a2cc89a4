# METADATA
# title: Namespaces must enforce a Pod Security level
# description: >-
#   Without the label pod-security.kubernetes.io/enforce, or with the level privileged, the API server admits every pod:
#   privileged ones, those of the node's namespaces, those with the node's files. The cluster's own default stands in a file that
#   no API shows, and is taken as upstream's, privileged. A level that is not valid passes: the API server enforces restricted
#   for it. kube-system is not judged unless the parameter says so, as it holds the node's own agents; kube-public and
#   kube-node-lease are of low severity, as nothing should run there. It is medium where a webhook or an admission policy
#   that fails closed is asked about every pod of the namespace: what that one refuses is not judged here. One with
#   matchConditions does not count, as these are not evaluated, and is told. It is acceptable where it refuses the same.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-admission/
#     description: Pod Security Admission
# custom:
#   severity: high
#   subject: kubernetes/namespace
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Label the namespace pod-security.kubernetes.io/enforce=restricted, or =baseline where its pods need that; the
#     label pod-security.kubernetes.io/warn shows first what would be refused.
#   parameters:
#     trusted-namespaces:
#       type: texts
#       default: [kube-system]
#       description: >-
#         Namespaces that are not judged, as globs: those of the nodes' own agents.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security]
#     mitre-containers: [T1610, T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-sys-1.6: [A17]
#     bsi-app-4.4: [A4]
#     pci-dss-4.0.1: ["2.2.1"]
package bulkhead.kubernetes.namespace_without_pod_security

import data.bulkhead.parameters.kubernetes.namespace_without_pod_security as parameters

deny contains {
	"path": _path,
	"message": concat(" ", [
		"enforces no Pod Security level:", _admits,
		"as the cluster's default is taken as upstream's, privileged, since no API shows it",
	]),
	"expected": "restricted",
	"severity": _severity,
} if {
	not notapplicable
	not _is_set
}

deny contains {
	"path": _path,
	"message": concat("", ["enforces the Pod Security level privileged: ", trim_suffix(_admits, ",")]),
	"expected": "restricted",
	"severity": _severity,
} if {
	not notapplicable
	input.namespace.metadata.labels["pod-security.kubernetes.io/enforce"] == "privileged"
}

_path := ["namespace", "metadata", "labels", "pod-security.kubernetes.io/enforce"]

_is_set if is_string(input.namespace.metadata.labels["pod-security.kubernetes.io/enforce"])

default _severity := "high"

_severity := "medium" if {
	_is_guarded
	not input.namespace.metadata.name in {"kube-node-lease", "kube-public"}
}

_severity := "low" if input.namespace.metadata.name in {"kube-node-lease", "kube-public"}

default _admits := "every pod is admitted,"

_admits := "every pod is admitted that a webhook or policy does not refuse," if _is_guarded

_admits := concat(" ", [
	"every pod is admitted, but for those that a webhook or policy may refuse",
	"whose matchConditions were not evaluated,",
]) if {
	not _is_guarded
	count(input.facts.conditionalGuards) > 0
}

_is_guarded if count(input.facts.podGuards) > 0

notapplicable if {
	some pattern in parameters.trusted_namespaces
	glob.match(pattern, [], input.namespace.metadata.name)
}
