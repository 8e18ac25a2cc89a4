# METADATA
# title: A console is on the network
# description: >-
#   A character device that listens on the network is the guest's console for whoever connects.
# scope: package
# custom:
#   subject: libvirt/chardev
#   edge: {from: outside, to: workload, cost: none}
package bulkhead.edges.libvirt.console_on_network

import data.bulkhead.libvirt.console_on_network

deny := console_on_network.deny

unknown := console_on_network.unknown
