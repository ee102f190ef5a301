#!/bin/sh
# Makes the certificates of the cluster in a directory, unless they are there: that of an authority, whose key is thrown
# away, and one for all nodes. They are good for ten years; to renew them, stop the cluster and remove the volume they are in.
set -eu
to=$1
[ ! -f "$to/ca.pem" ] || exit 0
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=Gongbao cluster" -keyout ca-key.pem -out ca.pem
openssl req -new -newkey rsa:3072 -nodes -subj /CN=opensearch -keyout node-key.pem -out node.csr
cat >extensions <<-'END'
	basicConstraints = CA:FALSE
	keyUsage = digitalSignature, keyEncipherment
	extendedKeyUsage = serverAuth, clientAuth
	subjectAltName = DNS:opensearch1, DNS:opensearch2, DNS:opensearch3, DNS:localhost
END
openssl x509 -req -in node.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 3650 -extfile extensions -out node.pem

# The nodes run as user 1000, Gongbao as another, and the authority's certificate comes last: it says that all is there.
chown 1000:1000 node-key.pem
chmod 400 node-key.pem
chmod 444 node.pem ca.pem
cp -p node-key.pem node.pem "$to"
cp -p ca.pem "$to"
