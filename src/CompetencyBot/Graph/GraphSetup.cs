using CompetencyBot.Hosting;

namespace CompetencyBot.Graph;

public static class GraphSetup
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static void AddGraph(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var section = builder.Configuration.GetSection(GraphOptions.Section);
        var options = section.Get<GraphOptions>() ?? new();
        if (options.Problems(builder.Environment).ToArray() is { Length: > 0 } problems)
            throw new StartRefusedException(string.Join(Environment.NewLine, problems));
        builder.Services.AddOptions<GraphOptions>().Bind(section);
        builder.Services.AddSingleton<GraphConnection>();
        builder.Services.AddGraphClient();
    }

    /// <summary>The HTTP client by which Graph is called, also where there is no bot.</summary>
    public static void AddGraphClient(this IServiceCollection services) =>
        services.AddHttpClient(GraphConnection.ClientName, client => client.Timeout = Timeout)
            .RemoveAllLoggers() // its addresses hold ids of people
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
}
