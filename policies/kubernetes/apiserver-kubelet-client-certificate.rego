# METADATA
# title: The API server must show kubelets a certificate
# description: >-
#   For logs, exec and port forwards the API server calls the kubelet. Without a client certificate it comes as
#   nobody, so that either nothing works or kubelets take requests from nobody. It is acceptable where no kubelet
#   can be reached from the API server.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/
#     description: Communication between nodes and the control plane
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --kubelet-client-certificate and --kubelet-client-key.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.4"]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ia-3, sc-8]
#     bsi-app-4.4: [A3]
package bulkhead.kubernetes.apiserver_kubelet_client_certificate

deny contains {
	"path": ["apiserver", "flags", "kubelet-client-certificate"],
	"message": "has no certificate to show to kubelets",
} if {
	not input.apiserver.flags["kubelet-client-certificate"]
}

deny contains {"path": ["apiserver", "flags", "kubelet-client-key"], "message": "has no certificate to show to kubelets"} if {
	not input.apiserver.flags["kubelet-client-key"]
}
