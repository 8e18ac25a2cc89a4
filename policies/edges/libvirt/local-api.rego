# METADATA
# title: The management API is every local user's
# description: >-
#   Whoever may use libvirt's API owns the host, and here every user of the machine may.
# scope: package
# custom:
#   subject: libvirt/daemon
#   edge: {from: local-user, to: host, cost: none}
package bulkhead.edges.libvirt.local_api

import data.bulkhead.libvirt.api_without_authentication

deny contains hit if {
	some hit in api_without_authentication.deny
	"auth_unix_rw" in hit.path
}

unknown := api_without_authentication.unknown
