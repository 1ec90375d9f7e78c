using System.Net;
using System.Security.Cryptography.X509Certificates;
using CompetencyBot.BotFramework.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Tests.BotFramework;

public sealed class StartTests
{
    private const string Tenant = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11";

    private static readonly Dictionary<string, string?> Configured = new()
    {
        ["BotFramework:AppId"] = "app",
        ["BotFramework:TenantId"] = Tenant,
        ["BotFramework:ClientSecret"] = "a secret that is not told",
    };

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public Task Without_an_app_id_only_Development_starts(string environment) =>
        IsRefusedAsync(environment, [], $"BotFramework:AppId is not set. Set it to the Microsoft App ID*now: {environment}");

    [Theory]
    [InlineData("urls", "http://0.0.0.0:0")]
    [InlineData("urls", "http://localhost:0;http://*:0")]
    [InlineData("urls", "http://[::]:0")]
    [InlineData("urls", "http://bot.example.com:0")]
    [InlineData("urls", "http://loopback:0")]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://+:0")]
    public Task Without_an_app_id_a_configured_address_beyond_loopback_is_refused(string setting, string value) =>
        IsRefusedAsync("Development", new() { [setting] = value }, "BotFramework:AppId is not set, and the bot would listen on *ASPNETCORE_URLS");

    [Fact]
    public Task Without_an_app_id_an_address_set_in_code_is_refused() => IsRefusedAsync(
        "Development", [], "BotFramework:AppId is not set, and the bot would listen on *", app => app.Urls.Add("http://0.0.0.0:0"));

    [Fact]
    public async Task Without_an_app_id_an_address_that_no_setting_shows_is_refused_once_it_is_bound()
    {
        await using var app = App("Development", [], builder => builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Any, 0)));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("would listen on http://0.0.0.0:", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0")]
    [InlineData("urls", "http://[::1]:0")]
    public async Task Without_an_app_id_loopback_starts_and_is_warned_of(string setting, string value)
    {
        var log = new LogRecord();
        await using var app = App("Development", new() { [setting] = value }, builder => builder.Logging.AddProvider(log));

        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Contains("accepted without a token", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://0.0.0.0:0")]
    [InlineData("urls", "http://0.0.0.0:0")]
    public async Task With_an_app_id_every_address_will_do(string setting, string value)
    {
        await using var app = App("Production", new(Configured) { [setting] = value });

        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("AppType", "MultiTenant", "BotFramework:AppType is 'MultiTenant'. Set SingleTenant or UserAssignedMSI.")]
    [InlineData("TenantId", "", "BotFramework:TenantId is not set. Set it to the tenant*")]
    [InlineData("ClientSecret", null, "The bot has no credential. Set BotFramework:ClientSecret or BotFramework:CertificatePath*")]
    [InlineData("CertificatePath", "bot.pfx", "BotFramework:ClientSecret and BotFramework:CertificatePath are both set. Set one of them.")]
    [InlineData("TokenEndpoint", "http://127.0.0.1/token", "BotFramework:TokenEndpoint is 'http://127.0.0.1/token'. It is for tests*Remove it*")]
    [InlineData("OpenIdMetadataUrl", "http://127.0.0.1/keys", "BotFramework:OpenIdMetadataUrl is 'http://127.0.0.1/keys'. Set an https address*")]
    [InlineData("OpenIdMetadataUrl", "keys", "BotFramework:OpenIdMetadataUrl is 'keys'. Set an https address*")]
    [InlineData("TrustedServiceHosts:0", "https://smba.trafficmanager.net/", "BotFramework:TrustedServiceHosts holds 'https://smba*Set bare host names*")]
    [InlineData("TrustedServiceHosts:0", "com", "BotFramework:TrustedServiceHosts holds 'com'. Set bare host names*")]
    [InlineData("TrustedServiceHosts:0", "*.example.com", "BotFramework:TrustedServiceHosts holds '*.example.com'. Set bare host names*")]
    [InlineData("TrustedFileHosts:0", "20.190.128.1", "BotFramework:TrustedFileHosts holds '20.190.128.1'. Set bare host names*")]
    [InlineData("Cloud", "Mars", "BotFramework:Cloud is 'Mars'. Set one of: Public, UsGovernment, China.")]
    [InlineData("Cloud", "China", "BotFramework:TrustedServiceHosts is not set, and the service hosts of the cloud China are not known. Set it*")]
    [InlineData("AllowedTenants", "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11, contoso.example", "BotFramework:AllowedTenants holds 'contoso.example'. Set*GUIDs.")]
    [InlineData("TenantId", "contoso.example", "BotFramework:TenantId is 'contoso.example', by which the tenant of a message cannot be known.*")]
    public Task A_setting_that_cannot_work_is_refused_in_Production(string setting, string? value, string sentence) =>
        IsRefusedAsync("Production", new(Configured) { [$"BotFramework:{setting}"] = value }, sentence);

    [Theory]
    [InlineData("TokenEndpoint", "http://login.example.com/token", "BotFramework:TokenEndpoint is 'http://login.example.com/token'. It is for tests*")]
    [InlineData("OpenIdMetadataUrl", "http://login.example.com/keys", "BotFramework:OpenIdMetadataUrl is 'http://login.example.com/keys'. Set an https*")]
    public Task Development_lets_plain_http_pass_on_loopback_only(string setting, string value, string sentence) =>
        IsRefusedAsync("Development", new(Configured) { [$"BotFramework:{setting}"] = value }, sentence);

    [Fact]
    public async Task A_domain_as_tenant_will_do_when_the_allowed_tenants_are_named()
    {
        await using var app = App("Production", new(Configured)
        {
            ["BotFramework:TenantId"] = "contoso.example",
            ["BotFramework:AllowedTenants:0"] = Tenant,
        });

        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_certificate_that_is_not_there_is_refused() => IsRefusedAsync(
        "Production", WithCertificate("/nowhere/bot.pfx"), "BotFramework:CertificatePath '/nowhere/bot.pfx' cannot be read (*Set the path of a PFX or PEM*");

    [Fact]
    public async Task A_certificate_without_its_key_is_refused()
    {
        using var file = new TemporaryFile(".pfx", TestCertificate.New().Export(X509ContentType.Cert));

        await IsRefusedAsync("Production", WithCertificate(file.Path), "BotFramework:CertificatePath '*");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("password")]
    public async Task A_PFX_file_will_do(string? password)
    {
        using var file = new TemporaryFile(".pfx", TestCertificate.New().Export(X509ContentType.Pfx, password));
        await using var app = App("Production", WithCertificate(file.Path, password));

        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_PFX_file_with_another_password_is_refused()
    {
        using var file = new TemporaryFile(".pfx", TestCertificate.New().Export(X509ContentType.Pfx, "one"));

        await IsRefusedAsync("Production", WithCertificate(file.Path, "another"), "BotFramework:CertificatePath *BotFramework:CertificatePassword if it has one.");
    }

    [Fact]
    public async Task A_PEM_file_with_certificate_and_key_will_do()
    {
        using var certificate = TestCertificate.New();
        using var key = certificate.GetRSAPrivateKey()!;
        using var file = new TemporaryFile(".pem", System.Text.Encoding.ASCII.GetBytes($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"));
        await using var app = App("Production", WithCertificate(file.Path));

        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_managed_identity_needs_no_credential()
    {
        await using var app = App("Production", WithManagedIdentity(Tenant));

        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public Task A_managed_identity_needs_its_tenant(string environment) =>
        IsRefusedAsync(environment, WithManagedIdentity(null), "BotFramework:TenantId is not set. Set it to the tenant*");

    private static Dictionary<string, string?> WithManagedIdentity(string? tenant) => new()
    {
        ["BotFramework:AppId"] = "app",
        ["BotFramework:AppType"] = "UserAssignedMSI",
        ["BotFramework:TenantId"] = tenant,
    };

    private static Dictionary<string, string?> WithCertificate(string path, string? password = null) => new(Configured)
    {
        ["BotFramework:ClientSecret"] = null,
        ["BotFramework:CertificatePath"] = path,
        ["BotFramework:CertificatePassword"] = password,
    };

    private static WebApplication App(string environment, Dictionary<string, string?> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear(); // neither this machine's variables nor a settings file
        if (!settings.ContainsKey("http_ports") && !settings.ContainsKey("https_ports"))
            builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]); // a free port, unless the test says otherwise
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddBotFramework(builder.Configuration.GetSection("BotFramework"), builder.Environment);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapBotFramework();
        return app;
    }

    /// <param name="sentence">What the refusal says; <c>*</c> stands for anything.</param>
    private static async Task IsRefusedAsync(
        string environment, Dictionary<string, string?> settings, string sentence, Action<WebApplication>? configure = null)
    {
        await using var app = App(environment, settings);
        configure?.Invoke(app);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Matches(string.Join("[^;]*", sentence.Split('*').Select(System.Text.RegularExpressions.Regex.Escape)), refusal.Message);
        Assert.DoesNotContain("a secret that is not told", refusal.Message, StringComparison.Ordinal);
    }
}
