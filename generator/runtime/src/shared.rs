//! What a client has of its own although it shares the runtime.

/// Defines the types of a client that its own methods are added to, around those of a shared runtime. `Client` can be used wherever
/// the runtime takes its own.
///
/// A client that has a copy of the runtime adds its methods to the runtime's types.
#[doc(hidden)]
#[macro_export]
macro_rules! own_types {
    () => {
        /// Calls an API. Cloning is cheap, and clones share their connections.
        #[derive(Clone)]
        pub struct Client($crate::runtime::Client);

        impl ::std::ops::Deref for Client {
            type Target = $crate::runtime::Client;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        /// Shows no secrets: of credentials and default headers only the names.
        impl ::std::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        $crate::own_builder! {}
        $crate::own_server! {}
    };
}

/// The builder of [`own_types!`]: every method of the runtime's.
#[doc(hidden)]
#[macro_export]
macro_rules! own_builder {
    () => {
        /// Sets up a [`Client`]. What is wrong with a value is reported by [`ClientBuilder::build`].
        #[must_use]
        pub struct ClientBuilder($crate::runtime::ClientBuilder);

        impl ClientBuilder {
            /// What a generated client starts with: the URL of its API, if the description has one.
            #[doc(hidden)]
            pub fn new(base_url: Option<&str>) -> Self {
                let name = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                Self($crate::runtime::ClientBuilder::new(base_url).user_agent(name))
            }

            /// The URL that paths are appended to: `http` or `https`, without query, fragment or user.
            ///
            /// Every call goes there, even where the description gives an operation a server of its own, so that nothing is sent
            /// to a host that the caller has not named. [`Request::base_url`] sends a single call elsewhere.
            pub fn base_url(self, url: &str) -> Self {
                Self(self.0.base_url(url))
            }

            /// One of the servers that the description names. Operations that have a server of their own still go to that.
            pub fn server(self, server: Server) -> Self {
                Self(self.0.server(server.0))
            }

            /// How long a call may take with all its attempts, the waits between them, and the body: 2 minutes unless set.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// How long one attempt may take, its body included: 1 minute unless set.
            pub fn attempt_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// How many times a failed call may be sent again: twice unless set.
            pub fn max_retries(self, retries: u32) -> Self {
                Self(self.0.max_retries(retries))
            }

            /// When a failed call is sent again, and after what wait.
            pub fn retry_policy(self, policy: $crate::runtime::RetryPolicy) -> Self {
                Self(self.0.retry_policy(policy))
            }

            /// How many bytes a response's body may have after decompression, or an item of one that comes item by item:
            /// 64 MiB unless set.
            pub fn max_response_bytes(self, bytes: usize) -> Self {
                Self(self.0.max_response_bytes(bytes))
            }

            /// How many bytes are kept of the body of a response outside the 200s, counted after decompression: 64 KiB unless
            /// set, and never more than of any other response. The rest of a longer body is not read;
            /// [`StatusError::is_complete`] tells.
            pub fn max_error_bytes(self, bytes: usize) -> Self {
                Self(self.0.max_error_bytes(bytes))
            }

            /// What sends the requests, in place of the default.
            pub fn transport(self, transport: impl $crate::runtime::Transport) -> Self {
                Self(self.0.transport(transport))
            }

            /// A header for every request. One set for a request, and credentials, take its place.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }

            /// The `User-Agent` of every request: name and version of this package unless set.
            pub fn user_agent(self, value: &str) -> Self {
                Self(self.0.user_agent(value))
            }

            /// The credential for a security scheme: a secret, or a
            /// `CredentialProvider` that is asked for it by each call. It goes with the
            /// operations that ask for the scheme and with no other.
            ///
            /// The client keeps a secret in memory that is overwritten when the client is dropped. What the requests themselves
            /// hold of it, in a URL, a cookie or the buffers of a connection, is not.
            pub fn credential(
                self,
                scheme: &'static $crate::runtime::Scheme,
                credential: impl Into<$crate::runtime::CredentialSource>,
            ) -> Self {
                Self(self.0.credential(scheme, credential))
            }

            /// The name and the password of a user, for a security scheme that takes these, as [`Self::credential`].
            pub fn basic_credential(
                self,
                scheme: &'static $crate::runtime::Scheme,
                user: impl AsRef<str>,
                password: impl Into<$crate::runtime::Secret<String>>,
            ) -> Self {
                Self(self.0.basic_credential(scheme, user, password))
            }

            /// Sends operations for which there are no credentials without any, where that would be an error otherwise: for
            /// a transport that adds its own.
            pub fn transport_authenticates(self) -> Self {
                Self(self.0.transport_authenticates())
            }

            /// All security schemes of the description.
            #[doc(hidden)]
            pub fn schemes(self, schemes: &'static [&'static $crate::runtime::Scheme]) -> Self {
                Self(self.0.schemes(schemes))
            }

            /// What the description asks for in general: what goes with endpoints it does not know.
            #[doc(hidden)]
            pub fn security(self, security: &'static [&'static [&'static str]]) -> Self {
                Self(self.0.security(security))
            }

            /// The value of a path parameter for every call that does not set it.
            #[doc(hidden)]
            pub fn client_parameter(self, name: &'static str, value: &str) -> Self {
                Self(self.0.client_parameter(name, value))
            }

            /// The same for a value that nothing shows.
            #[doc(hidden)]
            pub fn client_secret(
                self,
                name: &'static str,
                value: impl Into<$crate::runtime::Secret<String>>,
            ) -> Self {
                Self(self.0.client_secret(name, value))
            }

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// [`Error::Config`] for the first value that cannot be used, and where the default transport cannot be set up
            /// or is not part of this build.
            pub fn build(self) -> Result<Client, $crate::runtime::Error> {
                self.0.build().map(Client)
            }
        }

        impl ::std::fmt::Debug for ClientBuilder {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

/// The servers of [`own_types!`].
#[doc(hidden)]
#[macro_export]
macro_rules! own_server {
    () => {
        /// A server of the API, with values for the variables in its URL, if it has any.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[must_use = "a server does nothing until the client's builder has it"]
        pub struct Server($crate::runtime::Server);

        impl Server {
            /// A server whose variables have their defaults.
            #[doc(hidden)]
            pub const fn new(
                url: &'static str,
                variables: &'static [$crate::runtime::server::ServerVariable],
            ) -> Self {
                Self($crate::runtime::Server::new(url, variables))
            }

            /// Sets a variable. What is wrong with the value is reported when the client is built.
            #[doc(hidden)]
            pub fn with(self, name: &'static str, value: &str) -> Self {
                Self(self.0.with(name, value))
            }
        }
    };
}
