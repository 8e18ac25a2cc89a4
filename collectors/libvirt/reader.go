//go:build cgo && libvirt_dlopen

package libvirt

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"libvirt.org/go/libvirt"
)

// Live says whether this build can read live hosts.
const Live = true

// read reads a connection, and sends what it finds until send says that nobody listens.
func read(uri string, send func(step) bool) error {
	load()
	resolve()
	return readWith(uri, send)
}

// resolve makes the binding look up all functions that a reader calls. It does so at the first call of each, and not safely
// where several goroutines make it. libvirt's own test driver is in the library and needs no daemon. What that driver has not is
// asked of nothing, which libvirt refuses.
var resolve = sync.OnceFunc(func() {
	_ = readWith("test:///default", func(step) bool { return true })
	resolveLaunchSecurity("test:///default")
	resolveInventory()
	resolveStored()
})

func readWith(uri string, send func(step) bool) error {
	if file, ok := strings.CutPrefix(uri, "test://"); ok && file != "/default" {
		if _, err := os.Stat(file); err != nil { // libvirt's XML library would print the error as well
			return fmt.Errorf("connect to %s: %w", uri, err)
		}
	}
	connection, err := open(uri)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", uri, plain(err))
	}
	defer connection.Close()

	r := reader{connection: connection, sender: sender{send: send}}
	r.host()
	r.networks()
	r.inventory()
	r.domains()
	if r.lost != nil {
		return fmt.Errorf("read %s: the connection was lost: %w", uri, r.lost)
	}
	return nil
}

// open connects read-only, or as usual where the driver or the host knows no read-only connections.
func open(uri string) (*libvirt.Connect, error) {
	connection, err := libvirt.NewConnectWithAuth(uri, &credentials, libvirt.CONNECT_RO)
	if err == nil {
		return connection, nil
	}
	if strings.Contains(err.Error(), "libvirt.so.0") {
		return nil, fmt.Errorf("%w: install libvirt's client library (Debian, Ubuntu: libvirt0; Fedora, RHEL: libvirt-libs)", err)
	}
	if connection, second := libvirt.NewConnect(uri); second == nil {
		return connection, nil
	}
	return nil, err
}

// credentials let libvirt take a SASL user's name and password from its own file (authfile in the URI, LIBVIRT_AUTH_FILE or
// auth.conf), which it does only where it could ask as well. Asked for more than that holds, they answer nothing.
var credentials = libvirt.ConnectAuth{
	CredType: []libvirt.ConnectCredentialType{libvirt.CRED_AUTHNAME, libvirt.CRED_PASSPHRASE},
	Callback: func(asked []*libvirt.ConnectCredential) {
		for _, c := range asked {
			c.ResultLen = 0
		}
	},
}

// sender remembers that nobody listens any more.
type sender struct {
	send func(step) bool
	done bool
}

func (s *sender) emit(step step) bool {
	s.done = s.done || !s.send(step)
	return !s.done
}

type reader struct {
	connection *libvirt.Connect
	connected  *host
	lost       error // why the connection ended in the middle
	silent     bool  // it knows no messages about domains
	sender
}

func (r *reader) host() {
	h := &host{}
	r.connected = h
	h.hostname, _ = r.connection.GetHostname() // a name for people, no more
	h.version, _ = r.connection.GetLibVersion()
	h.capabilities = r.answered(r.connection.GetCapabilities())
	h.domainCapabilities = r.answered(r.connection.GetDomainCapabilities("", "", "", "", 0))
	h.untold = untold(h.domainCapabilities.err)
	if info, err := r.connection.GetNodeInfo(); err != nil {
		h.node = &node{err: plain(err)}
	} else {
		h.node = &node{model: info.Model, memory: info.Memory, cpus: info.Cpus}
	}
	r.emit(h.step)
}

func (r *reader) networks() {
	list := func(flags libvirt.ConnectListAllNetworksFlags) ([]libvirt.Network, error) {
		if r.done {
			return nil, nil
		}
		return r.connection.ListAllNetworks(flags)
	}
	all, err := list(0)
	if err != nil {
		r.failed("networks", "Network", err)
		return
	}
	members := func(flags libvirt.ConnectListAllNetworksFlags) membership {
		some, err := list(flags)
		m := membership{err: plain(err), members: make(map[string]bool, len(some))}
		for i := range some {
			m.add(some[i].GetUUIDString())
			some[i].Free()
		}
		return m
	}
	active := members(libvirt.CONNECT_LIST_NETWORKS_ACTIVE)
	persistent := members(libvirt.CONNECT_LIST_NETWORKS_PERSISTENT)
	autostart := members(libvirt.CONNECT_LIST_NETWORKS_AUTOSTART)
	for i := range all {
		if !r.done {
			r.network(&all[i], active, persistent, autostart)
		}
		all[i].Free()
	}
}

func (r *reader) network(n *libvirt.Network, active, persistent, autostart membership) {
	name, _ := n.GetName()
	text, err := n.GetXMLDesc(0)
	if errors.Is(err, libvirt.ERR_NO_NETWORK) {
		return // it went while we read: as good as never seen
	}
	id, _ := n.GetUUIDString()
	r.emit(network{
		name: name, xml: r.answered(text, err),
		active: active.has(id), persistent: persistent.has(id), autostart: autostart.has(id),
	}.step)
	if active.has(id).set {
		r.ports(n, name)
	}
}

// failed sends the problem of a list that could not be read. A driver that has no such things is none, nor is a daemon without
// the driver for them.
func (r *reader) failed(what, kind string, err error) {
	if !untold(err) && !r.isLost(err) {
		r.emit(problem(what, kind, plain(err)))
	}
}

// untold says that the host does not know what it was asked for, as opposed to not telling.
func untold(err error) bool {
	return errors.Is(err, libvirt.ERR_NO_SUPPORT) || errors.Is(err, libvirt.ERR_INVALID_ARG)
}

// answered is what a call for an XML document returned.
func (r *reader) answered(text string, err error) answer {
	r.isLost(err)
	return answer{text, plain(err), errors.Is(err, libvirt.ERR_OPERATION_DENIED)}
}

// isLost says that an error is the connection's end. Reading ends there, for every further call would fail alike.
func (r *reader) isLost(err error) bool {
	if err == nil || r.lost != nil {
		return r.lost != nil
	}
	if alive, asked := r.connection.IsAlive(); asked != nil || alive {
		return false
	}
	r.lost, r.done = plain(err), true
	return true
}

// plain makes an error of libvirt's say its message alone, without the numbers that the binding puts around it.
func plain(err error) error {
	var from libvirt.Error
	if !errors.As(err, &from) {
		return err
	}
	return &plainError{from}
}

type plainError struct{ from libvirt.Error }

func (e *plainError) Error() string { return e.from.Message }
func (e *plainError) Unwrap() error { return e.from }
