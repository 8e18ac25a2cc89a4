package xmltree

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// redactText returns what is kept of the text of the innermost open element.
func (p *parser) redactText(v *estate.Value) *estate.Value {
	switch p.path[len(p.path)-1] {
	case "description", // free text
		"cmdline", "bootloader_args", "initarg", "initenv", // arguments and environment of kernels and containers
		"entry",   // of sysinfo and fwcfg: cloud-init, credentials
		"cookie",  // of a disk over HTTP
		"session", // of a confidential guest
		"passwd", "password":
		return literal(v)
	}
	return suspicious(v)
}

// redactAttribute returns what is kept of an attribute of the innermost open element.
func (p *parser) redactAttribute(key string, v *estate.Value) *estate.Value {
	switch key {
	case "passwd", "password",
		"query": // of a disk's URL, with its signature
		return literal(v)
	case "value":
		switch p.path[len(p.path)-1] {
		case "qemu:arg":
			return p.argument(v)
		case "rbd:option":
			return protection(v)
		case "qemu:env", "bhyve:env", "bhyve:arg", "xen:arg":
			return literal(v)
		case "dnsmasq:option":
			return option(v)
		}
	case "name":
		if p.path[len(p.path)-1] == "fs:option" {
			return protection(v)
		}
	}
	return suspicious(v)
}

// protection returns what is kept of an option of a pool's mount or of Ceph: those that say how the way to the storage is protected.
func protection(v *estate.Value) *estate.Value {
	switch v.Text {
	case "none", "cephx", "crc", "secure", "crc secure", "secure crc", "crc,secure", "secure,crc",
		"seal", "ro", "nosuid", "nodev", "noexec":
		return v
	}
	switch name, _, _ := strings.Cut(v.Text, "="); name {
	case "sec", "xprtsec", "vers", "nfsvers":
		return v
	}
	return literal(v)
}

// argument returns what is kept of one of QEMU's arguments: flags, and the values that follow those which [kept] lists.
func (p *parser) argument(v *estate.Value) *estate.Value {
	flag := p.flag
	p.flag = ""
	if name, ok := strings.CutPrefix(v.Text, "-"); ok {
		name = strings.TrimPrefix(name, "-")
		if strings.Trim(name, flagCharacters) == "" {
			p.flag = name
			return suspicious(v)
		}
	}
	if kept(flag) {
		return suspicious(v)
	}
	return literal(v)
}

const flagCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// option returns what is kept of one of dnsmasq's options: nothing of its value, and its name where an audit asks for it.
func option(v *estate.Value) *estate.Value {
	l := literal(v)
	name, _, _ := strings.Cut(v.Text, "=")
	switch name = strings.Trim(name, " \t-"); name {
	case "conf-dir", "conf-file", "conf-script", "dhcp-luascript", "dhcp-script", "dhcp-scriptuser", "enable-tftp", "group",
		"script-arp", "servers-file", "tftp-root", "user":
		l.Items = append(l.Items, estate.Item{Key: "name", Value: estate.Text(name)})
	}
	return l
}

// kept says whether the value of one of QEMU's flags is kept: those that an audit asks for and whose values are devices,
// addresses and paths.
func kept(flag string) bool {
	switch flag {
	case "sandbox", "runas", "run-with", "user", "chroot", "daemonize",
		"accel", "machine", "M", "cpu", "smp", "m", "global", "overcommit", "mem-path", "trace", "d", "D",
		"monitor", "qmp", "qmp-pretty", "mon", "gdb", "incoming", "serial", "parallel", "debugcon", "chardev",
		"device", "netdev", "net", "nic", "fsdev", "virtfs", "usbdevice", "vnc", "display", "vga", "rtc", "name", "msg":
		return true
	}
	return false
}

// suspicious replaces v where it looks like a secret.
func suspicious(v *estate.Value) *estate.Value {
	if !strings.ContainsAny(v.Text, "=_") && !strings.Contains(v.Text, "://") && !strings.Contains(v.Text, "-----BEGIN") {
		return v // nearly all
	}
	if l := literal(v); len(l.Get("looksLike").Elements()) > 0 {
		return l
	}
	return v
}

func literal(v *estate.Value) *estate.Value {
	l := redact.Literal(v.Text)
	l.Line, l.Column = v.Line, v.Column
	return l
}
