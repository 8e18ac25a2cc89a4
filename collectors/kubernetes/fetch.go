package kubernetes

import (
	"context"
	"io"
	"net/url"
	"strconv"
)

// fetch is a request for a page that is on its way.
type fetch struct {
	cancel context.CancelFunc
	done   chan struct{}
	body   io.ReadCloser
	err    error
}

// fetch asks for the page that token stands for, the first one where it is empty.
func (l *list) fetch(ctx context.Context, namespace, token string) *fetch {
	query := url.Values{"limit": {strconv.Itoa(l.pageSize)}}
	if token != "" {
		query.Set("continue", token)
	}
	ctx, cancel := context.WithCancel(ctx)
	f := &fetch{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.body, f.err = l.client.get(ctx, l.resource.listPath(namespace), query)
	}()
	return f
}

// wait returns the page's body. Closing it ends the request.
func (f *fetch) wait() (io.ReadCloser, error) {
	<-f.done
	if f.err != nil {
		f.cancel()
		return nil, f.err
	}
	return cancelling{f.body, f.cancel}, nil
}

// close gives up a request that nobody waited for. It is safe on nil.
func (f *fetch) close() {
	if f == nil {
		return
	}
	f.cancel()
	if body, err := f.wait(); err == nil {
		body.Close()
	}
}

// cancelling is a body that gives its request's resources back.
type cancelling struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (c cancelling) Close() error {
	c.cancel()
	return c.ReadCloser.Close()
}
