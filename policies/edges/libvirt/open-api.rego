# METADATA
# title: The management API asks nobody
# description: >-
#   Whoever may use libvirt's API owns the host, and here all who reach it over the network may.
# scope: package
# custom:
#   subject: libvirt/daemon
#   edge: {from: outside, to: host, cost: none}
package bulkhead.edges.libvirt.open_api

import data.bulkhead.libvirt.api_without_authentication

deny contains hit if {
	some hit in api_without_authentication.deny
	not "auth_unix_rw" in hit.path
	object.get(hit, "severity", "critical") == "critical" # a certificate is a credential
}

unknown := api_without_authentication.unknown
