# METADATA
# title: etcd must serve with a certificate
# description: >-
#   etcd holds every object of the cluster, Secrets too. Without a certificate, or where it listens on an http://
#   address beyond loopback, all of that goes over the network in clear text, and nobody can tell the right etcd
#   from another. It is acceptable where etcd listens on a socket of the API server's machine alone.
# scope: package
# related_resources:
#   - ref: https://etcd.io/docs/v3.6/op-guide/security/
#     description: etcd's transport security
# custom:
#   severity: high
#   subject: kubernetes/etcd
#   wall: network
#   dimension: security
#   remediation: >-
#     Set --cert-file and --key-file to a certificate of etcd's CA, and use https:// in --listen-client-urls.
#   frameworks:
#     cis-kubernetes-1.12: ["2.1"]
#     nsa: [secrets, network-separation]
#     nist-800-53r5: [sc-8, "sc-8.1"]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.etcd_without_certificate

import data.bulkhead.lib.kubernetes.address

deny contains {"path": ["etcd", "flags", "cert-file"], "message": "has no certificate to serve with"} if {
	not input.etcd.flags["cert-file"]
}

deny contains {"path": ["etcd", "flags", "key-file"], "message": "has no key to serve with"} if {
	not input.etcd.flags["key-file"]
}

deny contains {"path": ["etcd", "flags", "listen-client-urls", i], "message": "serves clients in clear text"} if {
	some i, url in input.etcd.flags["listen-client-urls"]
	startswith(url, "http://")
	not address.is_loopback_url(url)
}
