/// Where an exchange is.
enum ExchangePhase {
    /// The head has not arrived as a whole.
    case waiting
    case receiving(AcceptedHead)
    /// Suspended; the handler works.
    case handling(isHead: Bool)
    /// Resumed; libmicrohttpd has not fetched the answer yet.
    case answered(Response)
    /// A whole answer is on its way.
    case replying
    case streaming(endless: Bool)
    case closed
}
