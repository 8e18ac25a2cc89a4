# METADATA
# title: The management API's passwords pass in clear
# description: >-
#   Over TCP without TLS the network reads what users of libvirt's API log in with, and is one of them.
# scope: package
# custom:
#   subject: libvirt/daemon
#   edge: {from: outside, to: host, cost: credential}
package bulkhead.edges.libvirt.plain_api

import data.bulkhead.libvirt.plaintext_api_listener

deny := plaintext_api_listener.deny

unknown := plaintext_api_listener.unknown
