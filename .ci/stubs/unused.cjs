// Stands for what dockerode brings for building images and for tunnels of its own (gRPC, protocol buffers, an ssh
// client, packing folders): three quarters of its bytes, which layerscope never calls and would load with every image.
module.exports = {}
