# METADATA
# title: A guest on a shared network without a filter
# description: >-
#   On a network with others, a guest whose interface is neither filtered nor isolated may claim to be them and attacks
#   what they offer.
# scope: package
# custom:
#   subject: libvirt/interface
#   edge: {to: network, cost: service}
package bulkhead.edges.libvirt.unfiltered_interface

import data.bulkhead.libvirt.interface_without_filter

deny := interface_without_filter.deny

unknown := interface_without_filter.unknown

notapplicable if interface_without_filter.notapplicable
