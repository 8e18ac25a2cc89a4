# METADATA
# title: Disks must not cross the network in clear
# description: >-
#   QEMU itself fetches a network disk. HTTP, FTP, TFTP, iSCSI, NFS and Sheepdog neither encrypt nor prove who
#   answers, so whoever is on the way reads and changes what the guest runs from; NBD and VxHS do only with TLS, and
#   HTTPS only while it checks certificates. Ceph and Gluster have files of their own that decide this, which no
#   document of libvirt's shows. Acceptable on a network for storage alone.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: network
#   dimension: security
#   remediation: Use NBD with tls='yes', HTTPS with ssl verify='yes', or a storage network without guests.
#   frameworks:
#     bsi-sys-1.5: [A4, A9]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-8, sc-8.1]
package bulkhead.libvirt.network_disk_in_clear

import data.bulkhead.lib.libvirt.address
import data.bulkhead.lib.libvirt.qemu_conf
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["disk", "source", "protocol"],
	"message": sprintf("is fetched over the network by %s, which encrypts nothing", [input.disk.source.protocol]),
} if {
	_remote
	input.disk.source.protocol in {"ftp", "http", "iscsi", "nfs", "sheepdog", "tftp"}
}

deny contains {
	"path": ["disk", "source", "tls"],
	"message": sprintf("is fetched over the network by %s without TLS", [input.disk.source.protocol]),
	"expected": "yes",
} if {
	_optional_tls
	input.disk.source.tls == "no"
}

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", _setting],
	"message": sprintf("is fetched over the network by %s, and the host's qemu.conf asks for no TLS", [_protocol]),
	"expected": "1",
} if {
	_optional_tls
	not input.disk.source.tls
	not qemu_conf.gap
	not input.machine.libvirt["qemu.conf"][_setting] == "1"
}

deny contains {
	"path": ["disk", "source", "ssl", "verify"],
	"message": "is fetched over the network from whoever answers, since certificates are not checked",
	"expected": "yes",
} if {
	_remote
	input.disk.source.protocol in {"ftps", "https"}
	input.disk.source.ssl.verify == "no"
}

unknown contains qemu_conf.unknown(sprintf("names no TLS, so %s in qemu.conf decides", [_setting])) if {
	_optional_tls
	not input.disk.source.tls
}

unknown contains gap if some gap in subject.gaps

unknown contains {
	"path": ["disk", "source"],
	"message": input.disk.source.why,
	"reason": input.disk.source.unknown,
} if {
	input.disk.type == "network"
}

unknown contains unknown_value.verdict(["disk", "source", "host"], input.disk.source.host)

unknown contains unknown_value.verdict(["disk", "source", "ssl"], input.disk.source.ssl)

notapplicable if not input.disk.type == "network"

_protocol := input.disk.source.protocol

_setting := sprintf("%s_tls", [_protocol]) if _protocol in {"nbd", "vxhs"}

_optional_tls if {
	_remote
	_protocol in {"nbd", "vxhs"}
}

# Without hosts the client's own configuration, or the protocol's default, names them: not this machine for all we know.
_remote if {
	input.disk.type == "network"
	not _local
}

_local if {
	count(input.disk.source.host) > 0
	every host in input.disk.source.host {
		_local_host(host)
	}
}

_local_host(host) if host.transport == "unix"

_local_host(host) if address.is_loopback(host.name)
