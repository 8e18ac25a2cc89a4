# METADATA
# title: etcd must talk to its peers with a certificate
# description: >-
#   etcd's members send each other all that they store. Without a certificate, or by an http:// address, that goes
#   over the network in clear text. The question does not arise where it listens for peers on loopback alone, as by
#   default. It is acceptable on a network that only etcd's machines are in.
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
#     Set --peer-cert-file and --peer-key-file, and use https:// in --listen-peer-urls.
#   frameworks:
#     cis-kubernetes-1.12: ["2.4"]
#     nsa: [secrets, network-separation]
#     nist-800-53r5: [sc-8, "sc-8.1"]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.etcd_peer_certificate

import data.bulkhead.lib.kubernetes.address

deny contains {"path": ["etcd", "flags", "peer-cert-file"], "message": "has no certificate for its peers"} if {
	not _alone
	not input.etcd.flags["peer-cert-file"]
}

deny contains {"path": ["etcd", "flags", "peer-key-file"], "message": "has no key for its peers"} if {
	not _alone
	not input.etcd.flags["peer-key-file"]
}

deny contains {"path": ["etcd", "flags", "listen-peer-urls", i], "message": "talks to its peers in clear text"} if {
	some i, url in input.etcd.flags["listen-peer-urls"]
	startswith(url, "http://")
	not address.is_loopback_url(url)
}

notapplicable if _alone

_alone if not input.etcd.flags["listen-peer-urls"]

_alone if {
	every url in input.etcd.flags["listen-peer-urls"] {
		address.is_loopback_url(url)
	}
}
