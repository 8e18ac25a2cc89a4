# METADATA
# title: The kubelet must not take requests without an identity
# description: >-
#   The kubelet lists pods, gives their logs and runs commands in them. A request without credentials is taken as
#   of system:anonymous, and with authorization by AlwaysAllow that may do all of it. The file's default is false,
#   the flag's, which counts where no file is named, true. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
#     description: Authentication and authorization of the kubelet
# custom:
#   severity: high
#   subject: kubernetes/kubelet
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set authentication.anonymous.enabled: false in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.1"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1190, T1609]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ac-14, ia-2]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["8.2.1"]
package bulkhead.kubernetes.kubelet_anonymous_requests

deny contains {"path": ["kubelet", "anonymous"], "message": "takes requests without any identity", "expected": false} if {
	input.kubelet.anonymous == true
}
