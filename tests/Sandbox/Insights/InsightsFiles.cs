namespace CompetencyBot.Sandbox.Insights;

/// <summary>Where the files of the runs lie: by a link with a code and, as at Azure Storage, without a token.</summary>
internal sealed class InsightsFiles(InsightsDesk desk, InsightsLog log)
{
    public void Map(IEndpointRouteBuilder app) => app.MapGet("/reports/{dataset}", SendAsync);

    private async Task SendAsync(HttpContext context)
    {
        var isKnown = desk.Links.TryGetValue(context.Request.Query["sig"].ToString(), out var link);
        if (InsightsLog.TokenOf(context) is not null)
            context.Response.StatusCode = StatusCodes.Status400BadRequest; // a link and a token together are refused
        else if (!isKnown || link.Until <= desk.Now)
            context.Response.StatusCode = isKnown ? desk.Behaviour.ExpiredStatus : StatusCodes.Status404NotFound;
        else
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(await desk.WriteAsync(link.Execution));
        }

        log.Add(context, InsightsServer.Files, context.Request.Path);
    }
}
