# METADATA
# title: Namespaces must not enforce an old version of their Pod Security level
# description: >-
#   With a pinned version the API server checks pods as that version of Kubernetes did: fields and values that were
#   added to the level later are not looked at. A pin keeps an upgrade from refusing pods; move it after each. Without
#   the label, or with latest, the version is the cluster's own.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-admission/
#     description: Pod Security Admission
# custom:
#   severity: low
#   subject: kubernetes/namespace
#   wall: kernel
#   dimension: maintenance
#   remediation: >-
#     Set the label pod-security.kubernetes.io/enforce-version to the cluster's version, or remove it.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement, upgrading]
#     nist-800-53r5: [cm-6]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.outdated_pod_security_version

import data.bulkhead.lib.kubernetes.version

deny contains {
	"path": ["namespace", "metadata", "labels", "pod-security.kubernetes.io/enforce-version"],
	"message": sprintf("enforces its Pod Security level as of v1.%d, older than the cluster", [_minor]),
	"expected": "latest",
} if {
	_enforces
	version.since(_minor + 1)
}

unknown contains version.unclear(["namespace", "metadata", "labels", "pod-security.kubernetes.io/enforce-version"]) if {
	_enforces
	_minor
}

# What is not of this form counts as latest.
_minor := to_number(trim_prefix(input.namespace.metadata.labels["pod-security.kubernetes.io/enforce-version"], "v1.")) if {
	is_string(input.namespace.metadata.labels["pod-security.kubernetes.io/enforce-version"])
	regex.match(`^v1\.(0|[1-9][0-9]{0,2})$`, input.namespace.metadata.labels["pod-security.kubernetes.io/enforce-version"])
}

# Anything but privileged, and no level at all, asks something of pods.
_enforces if {
	is_string(input.namespace.metadata.labels["pod-security.kubernetes.io/enforce"])
	input.namespace.metadata.labels["pod-security.kubernetes.io/enforce"] != "privileged"
}
