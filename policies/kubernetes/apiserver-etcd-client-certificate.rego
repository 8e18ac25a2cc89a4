# METADATA
# title: The API server must show etcd a certificate
# description: >-
#   etcd holds all that the cluster is, and knows its clients by certificate alone. An API server that shows none
#   has an etcd that takes anybody who reaches it. It is acceptable where etcd listens on a socket or is a part of
#   the same process, as in k3s.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-communication
#     description: Securing etcd
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Give etcd a CA of its own, and set --etcd-certfile and --etcd-keyfile to a certificate of it.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.23"]
#     nsa: [secrets]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ia-3, sc-8]
#     bsi-app-4.4: [A12]
package bulkhead.kubernetes.apiserver_etcd_client_certificate

deny contains {"path": ["apiserver", "flags", "etcd-certfile"], "message": "has no certificate to show to etcd"} if {
	not input.apiserver.flags["etcd-certfile"]
}

deny contains {"path": ["apiserver", "flags", "etcd-keyfile"], "message": "has no certificate to show to etcd"} if {
	not input.apiserver.flags["etcd-keyfile"]
}
