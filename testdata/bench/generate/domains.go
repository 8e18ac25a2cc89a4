package generate

import (
	"fmt"
	"io"
)

// Domains writes a host with n domains of 4 disks and 2 interfaces, some 3 kB each, for libvirt's test driver. All are active and
// persistent, as the driver makes them.
func Domains(path string, n int) error {
	return write(path, func(w io.Writer) {
		fmt.Fprint(w, host)
		for i := range n {
			fmt.Fprintf(w, domain, i, i+1, i%4+1, i, i, i, i, i/256, i%256, i/256, i%256, 5900+i)
		}
		fmt.Fprintln(w, "</node>")
	})
}

const host = `<?xml version="1.0"?>
<node>
  <cpu><mhz>2400</mhz><model>x86_64</model><active>64</active><nodes>1</nodes><sockets>2</sockets><cores>32</cores><threads>1</threads></cpu>
  <memory>1073741824</memory>
  <network>
    <name>default</name>
    <uuid>6c1b0a52-5a43-4f6f-a6bd-0d4a2b6d3a10</uuid>
    <bridge name="virbr0"/>
    <forward mode="nat"/>
    <ip address="192.168.122.1" netmask="255.255.255.0"/>
  </network>
`

const domain = `  <domain type="test">
    <name>vm-%d</name>
    <uuid>%08x-2d78-430f-9aa5-f03c87d21e68</uuid>
    <memory unit="GiB">1</memory>
    <vcpu>%d</vcpu>
    <os><type arch="i686">hvm</type><boot dev="hd"/></os>
    <features><acpi/><apic/></features>
    <clock offset="utc"/>
    <devices>
      <emulator>/usr/bin/qemu-system-x86_64</emulator>
      <disk type="file" device="disk">
        <driver name="qemu" type="qcow2" cache="none"/>
        <source file="/var/lib/libvirt/images/vm-%d.qcow2"/>
        <target dev="vda" bus="virtio"/>
      </disk>
      <disk type="file" device="disk">
        <driver name="qemu" type="qcow2" cache="none" discard="unmap"/>
        <source file="/var/lib/libvirt/images/vm-%d-data.qcow2"/>
        <target dev="vdb" bus="virtio"/>
      </disk>
      <disk type="block" device="disk">
        <driver name="qemu" type="raw" cache="none" io="native"/>
        <source dev="/dev/vg/vm-%d-log"/>
        <target dev="vdc" bus="virtio"/>
      </disk>
      <disk type="file" device="cdrom">
        <driver name="qemu" type="raw"/>
        <source file="/var/lib/libvirt/images/vm-%d-seed.iso"/>
        <target dev="sda" bus="sata"/>
        <readonly/>
      </disk>
      <controller type="usb" index="0"/>
      <interface type="network">
        <mac address="52:54:00:00:%02x:%02x"/>
        <source network="default"/>
        <model type="virtio"/>
      </interface>
      <interface type="bridge">
        <mac address="52:54:00:01:%02x:%02x"/>
        <source bridge="br0"/>
        <model type="virtio"/>
      </interface>
      <console type="pty"/>
      <graphics type="vnc" port="%d" listen="127.0.0.1"/>
      <video><model type="virtio"/></video>
      <memballoon model="virtio"/>
      <rng model="virtio"><backend model="random">/dev/urandom</backend></rng>
    </devices>
  </domain>
`
