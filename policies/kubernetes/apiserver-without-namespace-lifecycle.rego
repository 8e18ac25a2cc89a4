# METADATA
# title: The API server must keep objects out of namespaces that end
# description: >-
#   The plugin NamespaceLifecycle, on by default, refuses objects in namespaces that do not exist or are being
#   deleted, and keeps default, kube-system and kube-public from being deleted. Without it objects outlive their
#   namespace, out of everybody's sight. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle
#     description: NamespaceLifecycle
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove NamespaceLifecycle from --disable-admission-plugins.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.13"]
#     nist-800-53r5: [cm-5, ac-3]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.apiserver_without_namespace_lifecycle

import data.bulkhead.lib.kubernetes.plugins

deny contains {"path": ["apiserver", "flags", flag], "message": "takes objects in namespaces that do not exist or end"} if {
	some flag in plugins.turned_off_by("NamespaceLifecycle")
}
