# METADATA
# title: The API server must verify etcd
# description: >-
#   Without --etcd-cafile the API server takes for etcd whoever has a certificate of any CA that the system trusts,
#   and by http:// whoever answers, in clear text: every Secret passes there. Addresses of the machine itself and
#   sockets do not count. It is acceptable where etcd can't be reached but by the API server.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-communication
#     description: Securing etcd
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: network
#   dimension: security
#   remediation: >-
#     Set --etcd-cafile to etcd's CA, and use https:// in --etcd-servers.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.26"]
#     nsa: [secrets, network-separation]
#     nist-800-53r5: [ia-3, sc-8, "sc-8.1"]
#     bsi-app-4.4: [A12]
#     pci-dss-4.0.1: ["4.2.1"]
package bulkhead.kubernetes.apiserver_trusts_any_etcd

import data.bulkhead.lib.kubernetes.address

deny contains {"path": ["apiserver", "flags", "etcd-cafile"], "message": "does not verify etcd's certificate"} if {
	not input.apiserver.flags["etcd-cafile"]
	not _all_local
}

deny contains {"path": ["apiserver", "flags", "etcd-servers", i], "message": "talks to etcd in clear text"} if {
	some i, server in input.apiserver.flags["etcd-servers"]
	startswith(server, "http://")
	not address.is_loopback_url(server)
}

_all_local if {
	count(input.apiserver.flags["etcd-servers"]) > 0
	every server in input.apiserver.flags["etcd-servers"] {
		not startswith(server, "https://")
		address.is_loopback_url(server)
	}
}
