namespace CompetencyBot.BotFramework.Connector;

/// <summary>A span and a measurement for each call to the connector: what kind of call, how it ended, how long it took; never to whom.</summary>
internal sealed class CallTelemetry(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = OperationOf(request);
        var start = clock.GetTimestamp();
        using var span = WireTelemetry.StartCall(operation);
        int? status = null;
        string? error = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            return response;
        }
        catch (Exception failure)
        {
            error = failure.GetType().Name;
            throw;
        }
        finally
        {
            WireTelemetry.EndCall(span, operation, status, error, clock.GetElapsedTime(start));
        }
    }

    private static string OperationOf(HttpRequestMessage request) =>
        request.Method == HttpMethod.Put ? "update"
        : request.Method == HttpMethod.Get ? "members"
        : request.RequestUri?.AbsolutePath.EndsWith("/v3/conversations", StringComparison.Ordinal) == true ? "create"
        : "send";
}
