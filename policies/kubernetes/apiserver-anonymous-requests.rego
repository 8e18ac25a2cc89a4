# METADATA
# title: The API server must not take requests without an identity
# description: >-
#   A request that brings no credentials is taken as of system:anonymous, and RBAC decides what it may do: by
#   default it reads versions and health. Every binding of system:unauthenticated that somebody adds then opens the
#   cluster to the network. It is the default, and where health probes or kubeadm join need it an
#   AuthenticationConfiguration can allow it for their paths alone. It does not arise where the API server allows
#   everything, for then it takes none itself.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests
#     description: Anonymous requests
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --anonymous-auth=false, or allow anonymous requests for some paths in the file of
#     --authentication-config.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.1"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1190]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ac-14, ia-2]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["8.2.1"]
package bulkhead.kubernetes.apiserver_anonymous_requests

deny contains {
	"path": ["apiserver", "flags", "anonymous-auth"],
	"message": "takes requests without any identity",
	"expected": false,
} if {
	input.facts.anonymous == true
}
