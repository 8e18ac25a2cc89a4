# METADATA
# title: etcd must have a CA of its own
# description: >-
#   Whoever has a certificate of the CA that etcd trusts reads and writes etcd past the API server, and with it
#   past all roles and admission. Where the API server's clients are of the same CA that is each node, controller
#   and person. Judged by the files' names. It is acceptable where that CA signs for etcd's clients alone.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/setup/best-practices/certificates/
#     description: Certificates of a cluster
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Make a CA for etcd alone, and give certificates of it to etcd and the API server only.
#   frameworks:
#     cis-kubernetes-1.12: ["2.7"]
#     nsa: [secrets]
#     nist-800-53r5: [ac-6, sc-12, sc-17]
#     bsi-app-4.4: [A12]
package bulkhead.kubernetes.apiserver_etcd_ca

deny contains {"path": ["apiserver", "flags", "etcd-cafile"], "message": "knows etcd and its own clients by the same CA"} if {
	input.apiserver.flags["etcd-cafile"] == input.apiserver.flags["client-ca-file"]
}
