namespace Backchannel.Web.Live;

/// <summary>The hub does not answer, and what was asked for is not known here yet. The setup answers such a request with 503 and a page that tries again.</summary>
public sealed class HubAwayException(string message, Exception? inner = null) : Exception(message, inner);
