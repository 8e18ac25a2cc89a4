# METADATA
# title: A screen is on the network
# description: >-
#   A VNC server that listens on every interface is a service of the host that shows the guest's screen and takes its
#   keyboard.
# scope: package
# custom:
#   subject: libvirt/graphics
#   edge: {from: outside, to: workload, cost: service}
package bulkhead.edges.libvirt.screen_on_network

import data.bulkhead.libvirt.vnc_listens_everywhere

deny := vnc_listens_everywhere.deny

unknown := vnc_listens_everywhere.unknown

notapplicable if vnc_listens_everywhere.notapplicable
